"""What staff see in the admin beside the editors of pages and rows."""
