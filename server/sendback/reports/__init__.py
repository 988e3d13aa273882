"""8. The report: what came back, and why? For now as rows to take along."""
