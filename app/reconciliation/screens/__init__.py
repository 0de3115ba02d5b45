"""The screen Rekonsiliasi: everybody who arrived is accounted for, or somebody says why not."""
