using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Feldera;

/// <summary>Logs, events, statistics and the support bundle (Feldera protocol §6 and §10).</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ObservationTests
{
    [Test]
    public async Task Logs_come_from_the_beginning_and_then_as_they_are_written()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync();
        using StreamedLines logs = await OpenLogsAsync(session);
        Assert.That(await logs.NextAsync(), Does.Contain("Pending -> CompilingSql"));
        Assert.That(session.Emulator.Faults.Pipelines.WriteLog("p", "hello"), Is.True);
        string? line;
        do
            line = await logs.NextAsync();
        while (line is not (null or "hello"));
        Assert.That(line, Is.EqualTo("hello"));

        session.Emulator.Faults.Pipelines.EndStreams("p");
        Assert.That(await logs.NextAsync(), Is.Null);
    }

    [Test]
    public async Task Logs_end_with_the_pipeline()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync();
        using StreamedLines logs = await OpenLogsAsync(session);
        await session.SendAsync("DELETE", "/v0/pipelines/p");
        string? line;
        do
            line = await logs.NextAsync();
        while (line is not null);
        Assert.That((await session.GetAsync("logs")).ErrorCode, Is.EqualTo("UnknownPipelineName"));
    }

    [Test]
    public async Task Events_tell_what_happened_between_two_looks_newest_first()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        session.Emulator.Faults.Pipelines.PanicWorker("p");
        session.Advance(10);
        JsonArray events = (await session.GetAsync("events?selector=all")).Body!.AsArray();
        Assert.That(
            events.Select(found => (string)found!["deployment_resources_status"]!).Distinct(),
            Is.EqualTo(new[] { "Stopped", "Stopping", "Provisioned", "Provisioning" }));
        Assert.That((bool?)events[0]!["deployment_has_error"], Is.True);
        Assert.That((string?)events[0]!["deployment_error"]!["error_code"], Is.EqualTo("RuntimeError.WorkerPanic"));

        FelderaReply latest = await session.GetAsync("events/latest");
        Assert.That((string?)latest["event_id"], Is.EqualTo((string?)events[0]!["event_id"]));
        Assert.That(latest.Body!.AsObject().ContainsKey("deployment_error"), Is.False, "not with the selector for statuses");
        Assert.That((await session.GetAsync($"events/{latest["event_id"]}")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await session.GetAsync("events/0")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Statistics_count_what_goes_through()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.IngestAsync("{\"id\":1}\n{\"id\":2}");
        session.Advance(1);
        JsonNode stats = (await session.GetAsync("stats")).Body!;
        JsonNode metrics = stats["global_metrics"]!;
        Assert.That(((string?)metrics["state"], (int?)metrics["total_input_records"], (int?)metrics["total_processed_records"]), Is.EqualTo(("Running", 2, 2)));
        Assert.That((bool?)metrics["pipeline_complete"], Is.False);
        Assert.That(stats["suspend_error"], Is.Null);
        Assert.That((string?)stats["inputs"]![0]!["endpoint_name"], Is.EqualTo("t.feed"));

        session.Emulator.Faults.Pipelines.CompleteInput("p");
        Assert.That((bool?)(await session.GetAsync("stats"))["global_metrics"]!["pipeline_complete"], Is.True);
    }

    [Test]
    public async Task The_open_source_edition_says_that_it_cannot_suspend()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running", FelderaEdition.OpenSource);
        Assert.That((string?)(await session.GetAsync("stats"))["suspend_error"]!["Permanent"]![0], Is.EqualTo("EnterpriseFeature"));
    }

    [Test]
    public async Task Metrics_come_for_prometheus_or_as_json()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        Assert.That((await session.GetAsync("metrics")).Text, Does.Contain("records_input_total{pipeline=\"p\"} 0"));
        Assert.That((await session.GetAsync("metrics?format=json")).Body, Is.InstanceOf<JsonArray>());
        Assert.That((await session.GetAsync("metrics?format=xml")).ErrorCode, Is.EqualTo("InvalidParam"));
    }

    [Test]
    public async Task A_support_bundle_is_an_archive()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        byte[] bytes = await session.Client.GetByteArrayAsync("/v0/pipelines/p/support_bundle");
        using var archive = new ZipArchive(new MemoryStream(bytes));
        Assert.That(archive.Entries.Select(entry => entry.Name), Is.EquivalentTo(new[] { "pipeline_config.json", "logs.txt", "stats.json" }));
    }

    [Test]
    public async Task A_connector_can_be_paused_and_started()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.AcceptAsync("tables/t/connectors/feed/pause");
        Assert.That((bool?)(await session.GetAsync("tables/t/connectors/feed/stats"))["paused"], Is.True);
        await session.AcceptAsync("tables/t/connectors/feed/start");
        Assert.That((bool?)(await session.GetAsync("tables/t/connectors/feed/stats"))["paused"], Is.False);
        Assert.That((string?)(await session.GetAsync("tables/t/connectors/feed/completion_token"))["token"], Is.Not.Empty);
        Assert.That((await session.GetAsync("views/v/connectors/feed/stats")).ErrorCode, Is.EqualTo("UnknownOutputEndpoint"));
    }

    [TestCase("time_series", 200)]
    [TestCase("dataflow_graph", 200)]
    [TestCase("circuit_profile", 200)]
    [TestCase("circuit_json_profile", 200)]
    [TestCase("heap_profile", 200)]
    public async Task There_are_profiles(string route, int status)
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        Assert.That((int)(await session.GetAsync(route)).Status, Is.EqualTo(status));
    }

    private static Task<StreamedLines> OpenLogsAsync(FelderaSession session) => StreamedLines.OpenAsync(session, "GET", "/v0/pipelines/p/logs");
}
