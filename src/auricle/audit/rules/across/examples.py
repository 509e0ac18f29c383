"""Reviews of other products, as the pages of rules across reviews show them."""

from auricle.audit.rules.rule import Excerpt

__all__ = ["OWN", "compared_with", "front_of"]


def front_of(name: str, *, price: int, rating: str = "[3.4, 0.7, 0.6, 0.9, 0.6, 0.6]") -> Excerpt:
    """Front matter of the review of another product.

    Examples
    --------
    >>> front_of("Bravo Two", price=219).file
    'bravo-two.md'
    """
    company, ref = name.partition(" ")[0].lower(), name.lower().replace(" ", "-")
    lines = (
        f"target_name: {name}",
        f"company_id: {company}",
        f"ref: {ref}",
        f"permalink: /products/en/{ref}/",
        f"rating: {rating}",
        f"price: {price}",
    )
    return Excerpt("front", "\n".join(lines), f"{ref}.md")


def compared_with(name: str, price: int, *, product_price: int, file: str) -> tuple[Excerpt, ...]:
    """Sections of a review that finds 0.9 for its cost-performance.

    Examples
    --------
    >>> compared_with("Bravo Two", 219, product_price=249, file="acme-one.md")[0].text[-40:]
    ' USD ÷ 249 USD = 0.8795, rounded to 0.9.'
    """
    text = (
        "$$ \\Large \\text{0.9} $$\n\n"
        f"The {name} at {price} USD has the same functions and an equal or better response "
        f"[3]. CP = {price} USD ÷ {product_price} USD = {price / product_price:.4f}, "
        "rounded to 0.9."
    )
    return (
        Excerpt("cost_performance", text, file),
        Excerpt("overview", "An open, wired headphone of 120 ohm [1].", file),
        Excerpt("advice", "It suits mixing in quiet rooms.", file),
    )


# The review without faults, with a comparator.
OWN = compared_with("Bravo Two", 219, product_price=249, file="acme-one.md")
