using System.Diagnostics;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>Connecting, which belongs to the call that needed it, and what does not belong to any.</summary>
[TestFixture]
internal sealed class ConnectionSpanTests
{
    [Test]
    public async Task The_first_call_connects()
    {
        using var spans = new SpanRecorder();
        await using var scene = new TransportScene();
        var status = scene.Client.GetTaskStatusAsync(SampleRun.Token);
        var peer = await scene.Server.AcceptLoginAsync();
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));
        await status.Soon();

        var connect = spans.Of("connect");
        Assert.That(connect.ParentSpanId, Is.EqualTo(spans.Of("get_status").SpanId));
        Assert.That(connect.GetTagItem(RunControlTelemetry.TransportTag), Is.EqualTo("RocketRide over WebSocket"));
        Assert.That(connect.GetTagItem(RunControlTelemetry.OutcomeTag), Is.EqualTo("ok"));
    }

    [Test]
    public async Task A_refused_connection_is_an_error()
    {
        using var spans = new SpanRecorder();
        await using var scene = new TransportScene();
        var connecting = scene.Transport.ConnectAsync();
        await (await scene.Server.AcceptAsync()).RefuseAsync(503);

        Assert.That(() => connecting.Soon(), Throws.InstanceOf<RunConnectionFailedException>());

        var connect = spans.Of("connect");
        Assert.That((connect.Status, connect.GetTagItem(RunControlTelemetry.HttpStatusTag)), Is.EqualTo((ActivityStatusCode.Error, 503)));
    }

    [Test]
    public async Task What_the_connection_does_by_itself_is_nobodys()
    {
        var reconnected = new TaskCompletionSource<Activity?>();
        await using var scene = new TransportScene(options => options with
        {
            OnConnectionStateChanged = change =>
            {
                if (change is { Before: RocketRideConnectionState.Reconnecting, Now: RocketRideConnectionState.Connected })
                    reconnected.TrySetResult(Activity.Current);
            },
        });
        using var spans = new SpanRecorder();
        var peer = await scene.ConnectAsync();

        await peer.CloseAsync();
        await scene.Server.AcceptLoginAsync();

        Assert.That(await reconnected.Task.Soon(), Is.Null);
        Assert.That(spans.Ended.Count(span => span.OperationName == "rocketcontrol.connect"), Is.EqualTo(1), "the attempts of its own are in no call's trace");
    }
}
