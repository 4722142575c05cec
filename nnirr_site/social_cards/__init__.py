"""The picture that stands for a page where people share it, drawn in the language of the design."""
