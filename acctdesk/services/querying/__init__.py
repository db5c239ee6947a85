"""How lists are answered: filters as SQL, kept orders, groups, trees and totals."""
