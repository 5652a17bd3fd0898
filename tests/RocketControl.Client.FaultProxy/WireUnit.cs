namespace RocketControl.Client.Tests.Wire;

/// <summary>What the proxy relays at a time: a whole HTTP message, a WebSocket frame, or, where it does not look inside, whatever bytes there were.</summary>
/// <param name="Name">
/// What it is about: for requests and their replies alike <c>METHOD /path</c>, <c>upgrade</c>, or <c>command</c> or <c>command/subcommand</c>; the name of an event;
/// otherwise the kind of frame.
/// </param>
/// <param name="IsToServer">Its direction.</param>
/// <param name="IsFrame">Whether it is a WebSocket frame.</param>
/// <param name="Bytes">All its bytes, as they came.</param>
public sealed record WireUnit(string Name, bool IsToServer, bool IsFrame, ReadOnlyMemory<byte> Bytes)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(IsToServer ? "→" : "←")} {Name} ({Bytes.Length} bytes)";
}
