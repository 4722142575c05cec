"""What partners use to carry a call further: a frame, a QR code, a link that names its source."""
