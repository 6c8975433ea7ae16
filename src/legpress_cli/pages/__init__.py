"""What a reader gets to see, decided once as frozen pages: order, counts and words, without any layout.

``page`` holds what pages are made of, ``phrases`` the words that they share, ``sheets`` what scripts get of a tip.
"""
