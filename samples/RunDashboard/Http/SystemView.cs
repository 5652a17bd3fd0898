namespace RunDashboard.Http;

/// <summary>A system as the page needs it: what it is, what its forms ask for, and what it can do.</summary>
internal sealed record SystemView(
    string Id,
    string Name,
    string Address,
    bool IsEmbedded,
    StartView Start,
    SendView Send,
    IReadOnlyList<ModeView> Modes,
    IReadOnlyList<AbilityView> Abilities);
