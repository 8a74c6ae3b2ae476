"""Stage 2: practices of reports, issues of letters, figures: each with its evidence."""
