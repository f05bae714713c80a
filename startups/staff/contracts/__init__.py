"""The public contracts that incubators and startups order under."""
