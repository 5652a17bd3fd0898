using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.Conformance.Comparing;
using RocketControl.Client.Emulator.Tests.Conformance.Reading;
using RocketControl.Client.Emulator.Tests.Conformance.Wire;

namespace RocketControl.Client.Emulator.Tests.Conformance.Playing;

/// <summary>One recorded connection being played: what should come, and what came.</summary>
internal sealed class PlayedConnection(string scenario)
{
    private readonly List<RecordedFrame> _recorded = [];
    private readonly List<(JsonNode? Json, byte[]? Payload)> _observed = [];
    private readonly List<Difference> _differences = [];
    private int _checked;
    private string? _why;

    public string Scenario { get; } = scenario;

    /// <summary>Whether it is only played and not compared.</summary>
    public bool IsReconstructed { get; init; }

    public IWireConnection? Wire { get; set; }

    public bool IsOpen => Wire is { Closed: null };

    /// <summary>Remembers a frame of the client; a later server frame is told with its note.</summary>
    public void NoteSent(RecordedFrame frame) => _why = frame.Why ?? frame.Member("command");

    /// <summary>Adds a server frame to what should come.</summary>
    public void Expect(RecordedFrame frame) => _recorded.Add(frame with { Why = _why });

    /// <summary>The response that came for the last expected one; null when it has not.</summary>
    public JsonNode? LastResponse()
    {
        Observe();
        string seq = RequestSeq(_recorded[^1].Json);
        int count = _recorded.Count(frame => frame.IsResponse && RequestSeq(frame.Json) == seq);
        return _observed.Select(frame => frame.Json).Where(json => IsResponse(json) && RequestSeq(json) == seq).ElementAtOrDefault(count - 1);
    }

    /// <summary>Whether as many events of this name have come as are expected by now.</summary>
    public bool HasEvents(string? name)
    {
        Observe();
        return _observed.Count(frame => frame.Json is JsonObject json && NormalFrame.NameOf(json) == name)
            >= _recorded.Count(frame => frame.Member("event") == name);
    }

    /// <summary>Checks something that is no frame.</summary>
    public void Check(RecordedFrame frame, string what, string expected, string actual)
    {
        _checked++;
        if (expected != actual)
            _differences.Add(new Difference(Scenario, $"line {frame.Line} ({frame.Why ?? _why})", what, expected, actual));
    }

    /// <summary>Compares everything; call it at the end.</summary>
    /// <param name="translate">Puts a recorded frame into the emulator's terms.</param>
    public ScenarioResult Compare(Func<JsonNode?, JsonNode?> translate)
    {
        Observe();
        var comparison = new Comparison(Scenario);
        var recorded = new FrameNormalizer();
        var actual = new FrameNormalizer();
        comparison.Compare(
            [.. _recorded.Select(frame => recorded.Normalize(translate(frame.Json), frame.Payload, frame))],
            [.. _observed.Select(frame => actual.Normalize(frame.Json, frame.Payload, null))]);
        return new ScenarioResult(Scenario, _checked + comparison.Compared, [.. _differences, .. comparison.Differences]);
    }

    private void Observe()
    {
        foreach (ReceivedMessage message in Wire?.TakeReceived() ?? [])
        {
            (JsonNode? json, byte[]? payload) = WireJson.Read(message);
            _observed.Add((json, payload));
            if ((json as JsonObject)?["seq"]?.ToJsonString() != $"{_observed.Count}")
                _differences.Add(new Difference(Scenario, "seq", "the server counts its frames from 1", $"{_observed.Count}", json?.ToJsonString()));
        }
    }

    private static bool IsResponse(JsonNode? json) => (json as JsonObject)?["type"]?.ToJsonString() == "\"response\"";

    private static string RequestSeq(JsonNode? json) => CanonicalJson.Write((json as JsonObject)?["request_seq"]);
}
