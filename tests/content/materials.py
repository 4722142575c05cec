"""Stand-ins for the printed materials: the same shape, made in no time."""

from resources.materials.build import Material, leads


def make_small_materials(facts):
    """Make one tiny file a kind and language, as `resources.materials.build.build_leads` would."""
    return [
        Material(
            choice=choice,
            title=f"{choice.spec.kind} {choice.language}",
            pages=1,
            content=(
                f"%PDF-1.4 {choice.spec.kind} {choice.language} {facts[choice.language].url}"
            ).encode(),
            made_of="small",
            printed_url=facts[choice.language].url,
        )
        for choice in leads()
    ]
