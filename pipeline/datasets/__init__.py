"""The curated datasets: sheets with their facts, tokens and links in, Arrow tables and Parquet files of the contract out."""
