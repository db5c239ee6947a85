"""The window around the pages: menus, sidebar, top bar, history, status, toasts."""
