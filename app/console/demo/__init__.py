"""The main job on a sample ship, from an empty site to the centre's receipt, through the services the screens use."""
