// Scripts of the body run again with every page; tracking belongs into the head.
