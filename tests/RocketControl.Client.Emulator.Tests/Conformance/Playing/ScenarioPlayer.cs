using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.Conformance.Reading;
using RocketControl.Client.Emulator.Tests.Conformance.Wire;
using RocketControl.Client.Emulator.Tests.Time;

namespace RocketControl.Client.Emulator.Tests.Conformance.Playing;

/// <summary>
/// Plays the client's side of recorded connections against a server, interleaved and at the times at which they were recorded, and compares what
/// the server says with what the recorded one said.
/// </summary>
internal sealed class ScenarioPlayer
{
    private const string ServicePath = "/task/service";

    /// <summary>How much longer than recorded the server may take for a reply, in emulated time.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(15);

    /// <summary>A reply that took less than this needed no time of its own.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(20);

    /// <summary>Frames that follow each other faster than this were sent without waiting.</summary>
    private const double Together = 0.005;

    private readonly Dictionary<string, PlayedConnection> _connections = [];
    private readonly IWireConnector _connector;
    private readonly PlayClock _clock;
    private readonly Substitutions _substitutions;
    private readonly PlayRules _rules;

    public ScenarioPlayer(IWireConnector connector, ManualTimeProvider clock, Substitutions substitutions, PlayRules rules)
    {
        _connector = connector;
        _clock = new PlayClock(clock, SettleAsync);
        _substitutions = substitutions;
        _rules = rules;
    }

    /// <summary>Lets the time before the next lines pass.</summary>
    public Task AdvanceToAsync(DateTimeOffset time) => _clock.AdvanceToAsync(time);

    /// <summary>Plays lines of one recording, in their order; the clock's time is that of the first line.</summary>
    public async Task<IReadOnlyList<ScenarioResult>> PlayAsync(IReadOnlyList<RecordedFrame> frames)
    {
        DateTimeOffset origin = _clock.Now;
        double first = frames[0].Time;
        try
        {
            for (int index = 0; index < frames.Count; index++)
            {
                RecordedFrame frame = frames[index];
                RecordedFrame? next = index + 1 < frames.Count ? frames[index + 1] : null;
                await PlayAsync(frame, next, origin + TimeSpan.FromSeconds(frame.Time - first));
            }

            await SettleAsync();
            return
            [
                .. _connections.Values
                    .Where(connection => !connection.IsReconstructed)
                    .Select(connection => connection.Compare(json => _substitutions.Apply(_rules.Translate(json?.DeepClone())))),
            ];
        }
        finally
        {
            foreach (PlayedConnection connection in _connections.Values)
                if (connection.Wire is { } wire)
                    await wire.DisposeAsync();
        }
    }

    private Task PlayAsync(RecordedFrame frame, RecordedFrame? next, DateTimeOffset due)
    {
        if (!_connections.TryGetValue(frame.Scenario, out PlayedConnection? connection))
            _connections.Add(frame.Scenario, connection = new PlayedConnection(frame.Scenario) { IsReconstructed = frame.IsReconstructed });

        return frame.Kind switch
        {
            RecordedFrameKind.Opened or RecordedFrameKind.UpgradeRejected => ConnectAsync(connection, frame, due),
            RecordedFrameKind.ClientFrame => SendAsync(connection, frame, next, due),
            RecordedFrameKind.ServerFrame when frame.IsResponse => AwaitResponseAsync(connection, frame, due),
            RecordedFrameKind.ServerFrame => AwaitEventAsync(connection, frame, due),
            RecordedFrameKind.Silence => ListenAsync(connection, frame, due),
            RecordedFrameKind.HugeFrame => SendHugeAsync(connection, frame, due),
            RecordedFrameKind.SendFailed => CheckClosedAsync(connection, frame),
            RecordedFrameKind.ClosedByServer => AwaitCloseAsync(connection, frame, due),
            _ => CloseAsync(connection, frame, due),
        };
    }

    private async Task ConnectAsync(PlayedConnection connection, RecordedFrame frame, DateTimeOffset due)
    {
        await _clock.AdvanceToAsync(due);
        (connection.Wire, int status) = await _connector.ConnectAsync(frame.Path ?? ServicePath);
        connection.Check(frame, "the upgrade", frame.Kind == RecordedFrameKind.Opened ? "101" : $"{frame.Status}", $"{status}");
    }

    private async Task SendAsync(PlayedConnection connection, RecordedFrame frame, RecordedFrame? next, DateTimeOffset due)
    {
        await _clock.AdvanceToAsync(due);
        connection.NoteSent(frame);
        _substitutions.NoteSent(frame.Json);
        if (!connection.IsOpen)
            return;

        _rules.Before(frame)?.Invoke();
        await connection.Wire!.SendAsync(frame.IsBinary, FrameSpelling.Spell(frame, _substitutions.Apply(frame.Json)), frame.Fragments);
        bool together = next is { Kind: RecordedFrameKind.ClientFrame } && next.Scenario == frame.Scenario && next.Time - frame.Time < Together;
        if (!together)
            await SettleAsync();
        if (_rules.After(frame) is { } outside)
        {
            await _clock.AdvanceToAsync(due + outside.After);
            outside.Act();
            await SettleAsync();
        }
    }

    private async Task AwaitResponseAsync(PlayedConnection connection, RecordedFrame frame, DateTimeOffset due)
    {
        connection.Expect(frame);
        JsonNode? response = null;
        bool HasCome() => (response ??= connection.LastResponse()) is not null;
        if (due - _clock.Now < AtOnce)
            await _clock.GlanceAsync(HasCome);
        await _clock.AdvanceUntilAsync(HasCome, (due > _clock.Now ? due : _clock.Now) + Slack);
        _substitutions.Learn(frame.Json, response);
    }

    private async Task AwaitEventAsync(PlayedConnection connection, RecordedFrame frame, DateTimeOffset due)
    {
        connection.Expect(frame);
        await _clock.AdvanceToAsync(due);
        if (frame.Member("event") is { } name && name != "apaevt_status_update")
            await _clock.GlanceAsync(() => connection.HasEvents(name));
    }

    private async Task ListenAsync(PlayedConnection connection, RecordedFrame frame, DateTimeOffset due)
    {
        await _clock.AdvanceToAsync(due);
        await SettleAsync();
        connection.Check(frame, "silence", "heard", "heard");
    }

    private async Task SendHugeAsync(PlayedConnection connection, RecordedFrame frame, DateTimeOffset due)
    {
        await _clock.AdvanceToAsync(due);
        await connection.Wire!.SendHugeAsync(frame.Bytes);
    }

    private async Task CheckClosedAsync(PlayedConnection connection, RecordedFrame frame)
    {
        await SettleAsync();
        connection.Check(frame, "sending", "impossible", connection.IsOpen ? "possible" : "impossible");
    }

    private async Task AwaitCloseAsync(PlayedConnection connection, RecordedFrame frame, DateTimeOffset due)
    {
        await _clock.GlanceAsync(() => !connection.IsOpen);
        await _clock.AdvanceUntilAsync(() => !connection.IsOpen, due);
        ReceivedClose? closed = connection.Wire?.Closed;
        connection.Check(frame, "the server's close", $"{frame.CloseCode} {frame.CloseReason}", closed is null ? "none" : $"{closed.Code} {closed.Reason}");
    }

    private async Task CloseAsync(PlayedConnection connection, RecordedFrame frame, DateTimeOffset due)
    {
        await _clock.AdvanceToAsync(due);
        if (connection.IsOpen && frame.CloseCode == ReceivedClose.Cut.Code)
            connection.Wire!.Cut();
        else if (connection.IsOpen)
            await connection.Wire!.CloseAsync(frame.CloseCode, frame.CloseReason);
        await SettleAsync();
    }

    private async Task SettleAsync()
    {
        Quiet.Await();
        await Task.WhenAll(_connections.Values.Where(connection => connection.IsOpen).Select(connection => connection.Wire!.FenceAsync()));
        Quiet.Await();
    }
}
