namespace RocketControl.Client.Transports.Dap;

/// <summary>How the peer closed: the WebSocket close code and reason, as far as it sent any.</summary>
internal sealed record ChannelClosure(int? Code, string? Reason)
{
    public override string ToString() => (Code, Reason) switch
    {
        (null, _) => "without a close code",
        (_, null or "") => $"with close code {Code}",
        _ => $"with close code {Code} ({Reason})",
    };
}
