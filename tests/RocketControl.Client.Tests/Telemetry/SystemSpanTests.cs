using System.Diagnostics;
using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Contract;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>Each operation of each system, against the system itself.</summary>
[TestFixture]
internal sealed class SystemSpanTests
{
    [TestCaseSource(nameof(Cases))]
    public async Task An_operation_is_one_span_that_names_system_and_transport_or_none_if_it_is_refused(Scene scene, FaceCall call)
    {
        await using var backend = await scene.StartAsync();
        await using var client = backend.CreateClient();
        var run = await backend.StartRunAsync(client).Soon();
        if (call == FaceCall.Waiting)
            await client.TerminateAsync(run).Soon();

        using var spans = new SpanRecorder();
        if (!client.Capabilities.Supports(call.Capability))
        {
            await Fails.With<RunNotSupportedException>(() => call.InvokeAsync(client, run));
            Assert.That(spans.Ended, Is.Empty);
            return;
        }
        await call.InvokeAsync(client, run).Soon();

        var span = spans.Of(call.Operation);
        Assert.That((span.Kind, span.Status), Is.EqualTo((ActivityKind.Client, ActivityStatusCode.Unset)));
        Assert.That(span.GetTagItem(RunControlTelemetry.SystemTag), Is.EqualTo(scene.SystemTag));
        Assert.That(span.GetTagItem(RunControlTelemetry.TransportTag), Is.EqualTo(scene.Transport));
        Assert.That(span.GetTagItem(RunControlTelemetry.OutcomeTag), Is.EqualTo("ok"));
        Assert.That(span.GetTagItem(RunControlTelemetry.RunTag), Is.EqualTo(call.Operation == "list" ? null : run.DisplayId));
    }

    [TestCaseSource(nameof(Scenes))]
    public async Task A_run_that_is_not_there_is_an_error_of_that_kind(Scene scene)
    {
        await using var backend = await scene.StartAsync();
        await using var client = backend.CreateClient();
        using var spans = new SpanRecorder();

        var exception = await Fails.With<RunNotFoundException>(() => client.GetTaskStatusAsync(backend.UnknownId));

        var span = spans.Of("get_status");
        Assert.That((span.Status, span.StatusDescription), Is.EqualTo((ActivityStatusCode.Error, exception.Message)));
        Assert.That(span.GetTagItem(RunControlTelemetry.OutcomeTag), Is.EqualTo("not_found"));
        Assert.That(span.GetTagItem(RunControlTelemetry.ErrorTypeTag), Is.EqualTo("RocketControl.Client.RunNotFoundException"));
    }

    private static IEnumerable<TestCaseData> Cases() =>
        from scene in Scenes()
        from call in FaceCall.OnARun.Append(FaceCall.Waiting).Append(FaceCall.Ending)
        select new TestCaseData(scene, call);

    private static IEnumerable<Scene> Scenes() =>
    [
        new("rocketride", "RocketRide over WebSocket", async () =>
            new RocketRideBackend(await RocketRideEmulator.StartAsync(), RocketRideTransportMode.WebSocket)),
        new("rocketride", "RocketRide over HTTP", async () => new RocketRideBackend(await RocketRideEmulator.StartAsync(), RocketRideTransportMode.Http)),
        new("feldera", "Feldera over HTTP", async () => new FelderaBackend(await FelderaEmulator.StartAsync(
            new FelderaEmulatorOptions { Edition = FelderaEdition.Enterprise, ApiKey = "apikey:contract" }))),
        new("vectorshift", "VectorShift over HTTP", async () =>
            new VectorShiftBackend(await VectorShiftEmulator.StartAsync(new() { StatusRoute = "pipeline/{pipeline_id}/runs/{run_id}" }))),
        new("processes", "Processes over HTTP", async () =>
            new ProcessBackend(await ProcessManagerEmulator.StartAsync(new() { Dialect = ProcessManagerDialect.Extended }))),
    ];

    /// <summary>A system and how its spans say it.</summary>
    internal sealed record Scene(string SystemTag, string Transport, Func<Task<ContractBackend>> StartAsync)
    {
        public override string ToString() => Transport;
    }
}
