"""Orders from files and shops: read in a process of its own, put into our words, judged by the one rule book, kept by batches."""
