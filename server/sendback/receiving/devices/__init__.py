"""Who scans, and with what: devices that were paired, workers with a PIN, their shifts, the shops that one dock serves."""
