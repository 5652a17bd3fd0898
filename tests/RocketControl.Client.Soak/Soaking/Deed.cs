namespace RocketControl.Client.Soak.Soaking;

/// <summary>Something that must not be done twice, and what the client says of it.</summary>
/// <param name="Name">Its unmistakable name, which the server's ledger holds as well.</param>
/// <param name="IsStart">Whether it is a start; otherwise it is a send.</param>
/// <param name="Verdict">What the client says.</param>
internal sealed record Deed(string Name, bool IsStart, Verdict Verdict);
