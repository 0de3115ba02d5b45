"""The way home: sorting, legs and vehicles, tickets and seats, the outgoing manifest, the check at the gangway."""
