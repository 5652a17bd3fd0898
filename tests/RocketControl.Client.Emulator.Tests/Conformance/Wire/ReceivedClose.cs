namespace RocketControl.Client.Emulator.Tests.Conformance.Wire;

/// <summary>How the peer ended the connection; 1006 when it did so without a close frame, 1005 when the close frame named no code.</summary>
internal sealed record ReceivedClose(int Code, string Reason)
{
    public static ReceivedClose Cut { get; } = new(1006, "");
}
