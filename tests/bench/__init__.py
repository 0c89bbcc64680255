"""How fast Samplan is: prints each performance figure beside one of the same run."""
