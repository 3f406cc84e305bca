"""Nobody overwrites or deletes what somebody else has just changed: version conflicts and guarded deletion."""
