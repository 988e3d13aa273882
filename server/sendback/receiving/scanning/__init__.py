"""What a worker scans: any code on a box read, looked up in the shops that the device serves, and what was done told once."""
