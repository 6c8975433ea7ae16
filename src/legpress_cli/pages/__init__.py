"""What a reader gets to see, decided once as frozen pages: order, counts and words, without any layout.

One module for each page; ``page`` holds what pages are made of, and ``phrases`` the words that they share.
"""
