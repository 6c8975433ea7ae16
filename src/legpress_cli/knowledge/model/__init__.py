"""What an entry of each file is made of, as frozen values."""
