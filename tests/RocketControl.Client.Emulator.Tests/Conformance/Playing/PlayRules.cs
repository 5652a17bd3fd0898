using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.Conformance.Reading;

namespace RocketControl.Client.Emulator.Tests.Conformance.Playing;

/// <summary>What the player has to know beyond the recording.</summary>
internal sealed record PlayRules
{
    /// <summary>Takes out of a recorded server frame what nobody can know.</summary>
    public Func<JsonNode?, JsonNode?> Translate { get; init; } = json => json;

    /// <summary>What has to be arranged before a frame of the client is sent.</summary>
    public Func<RecordedFrame, Action?> Before { get; init; } = _ => null;

    /// <summary>What happened outside the wire after a frame of the client.</summary>
    public Func<RecordedFrame, OutsideAction?> After { get; init; } = _ => null;
}
