namespace RocketControl.Client.Soak.Soaking;

/// <summary>Something that must not be done twice, and what the client says of it.</summary>
/// <param name="Name">Its unmistakable name, which the server's ledger holds as well.</param>
/// <param name="Length">For a send, how many bytes the object has: no other one of the round has as many. Null for a start.</param>
/// <param name="Verdict">What the client says.</param>
internal sealed record Deed(string Name, int? Length, Verdict Verdict)
{
    public bool IsStart => Length is null;
}
