"""The faces that every installation prints with: `OFL-1.1.txt` and `Apache-2.0.txt` are their licences."""
