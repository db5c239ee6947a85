"""Service levels, in parts: figures, gauges, what stands behind them, and commands.

Others use `acctdesk.services.service_levels`.
"""
