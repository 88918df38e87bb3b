"""Made-up reports with known truth."""
