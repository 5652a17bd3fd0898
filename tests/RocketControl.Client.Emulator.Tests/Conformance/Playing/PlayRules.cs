using RocketControl.Client.Emulator.Tests.Conformance.Reading;

namespace RocketControl.Client.Emulator.Tests.Conformance.Playing;

/// <summary>What the player has to know beyond the recording.</summary>
internal sealed record PlayRules
{
    /// <summary>Whether a request waits for a later version of the emulator: it is not sent, and its reply is not expected.</summary>
    public Func<RecordedFrame, bool> IsLater { get; init; } = _ => false;

    /// <summary>What happened outside the wire after a frame of the client.</summary>
    public Func<RecordedFrame, OutsideAction?> Outside { get; init; } = _ => null;
}
