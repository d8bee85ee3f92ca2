"""Whether sources still stand: the list that ships, newer lists, what is asked online, and how it is said."""
