"""The frame around the screens: window, actions, palette, home, help, crash and start."""
