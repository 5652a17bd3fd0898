using System.Text.Json;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.Feldera;

namespace RocketControl.Client.Tests.Feldera;

/// <summary>Which route each method takes (Feldera protocol §12).</summary>
[TestFixture]
internal sealed class RouteTests : FelderaTests
{
    private static readonly (string Target, string Answer, Func<FelderaTransport, Task> Call)[] Routes =
    [
        ("POST v0/pipelines/p/pause", "\"ok\"", transport => transport.PauseAsync(Run, CancellationToken.None)),
        ("POST v0/pipelines/p/resume", "\"ok\"", transport => transport.ResumeAsync(Run, CancellationToken.None)),
        ("POST v0/pipelines/p/approve?silent_bootstrap=true&concurrent_bootstrap=false", "\"ok\"", transport => transport.ApproveAsync("p", true, false)),
        ("POST v0/pipelines/p/dismiss_error", "\"ok\"", transport => transport.DismissErrorAsync("p")),
        ("POST v0/pipelines/p/clear", "\"ok\"", transport => transport.ClearAsync("p", wait: false)),
        ("POST v0/pipelines/p/rebalance", "\"ok\"", transport => transport.RebalanceAsync("p")),
        ("POST v0/pipelines/p/start_compaction", "\"ok\"", transport => transport.CompactAsync("p")),
        ("POST v0/pipelines/p/clock/advance", "{}", transport => transport.AdvanceClockAsync("p", TimeSpan.FromSeconds(1))),
        ("POST v0/pipelines/p/update_runtime", "{}", transport => transport.UpdateRuntimeAsync("p")),
        ("POST v0/pipelines/p/diff", "{}", transport => transport.CompareAsync("p", "CREATE TABLE t (x INT)")),
        ("POST v0/validate_program", "{}", transport => transport.ValidateProgramAsync("CREATE TABLE t (x INT)")),
        ("POST v0/pipelines/p/checkpoint/sync", """{"checkpoint_uuid":"u"}""", transport => transport.SyncCheckpointAsync("p")),
        ("GET v0/pipelines/p/checkpoint/sync_status", "{}", transport => transport.GetSyncStatusAsync("p")),
        ("GET v0/pipelines/p/checkpoints/remote", "[]", transport => transport.ListCheckpointsAsync("p", remote: true)),
        ("GET v0/pipelines/p/events?selector=all", "[]", transport => transport.GetEventsAsync("p", everything: true)),
        ("GET v0/pipelines/p/events/latest?selector=all", "{}", transport => transport.GetEventAsync("p", "latest")),
        ("GET v0/pipelines/p/metrics?format=json", "[]", transport => transport.GetMetricsAsync("p", asJson: true)),
        ("GET v0/pipelines/p?selector=all", "{}", transport => transport.GetPipelineAsync("p", everything: true)),
        ("GET v0/pipelines?selector=status", "[]", transport => transport.ListPipelinesAsync()),
        ("POST v0/pipelines", "{}", transport => transport.CreatePipelineAsync(new FelderaPipeline("p", ""), wait: false)),
        ("PUT v0/pipelines/p", "{}", transport => transport.CreateOrReplacePipelineAsync(new FelderaPipeline("p", ""), wait: false)),
        ("POST v0/pipelines/p/tables/%22T%22/connectors/c/pause", "\"ok\"", transport => transport.PauseConnectorAsync("p", "\"T\"", "c")),
        ("POST v0/pipelines/p/tables/t/connectors/c/start", "\"ok\"", transport => transport.ResumeConnectorAsync("p", "t", "c")),
        ("GET v0/pipelines/p/tables/t/connectors/c/stats", "{}", transport => transport.GetInputConnectorStatsAsync("p", "t", "c")),
        ("GET v0/pipelines/p/views/v/connectors/c/stats", "{}", transport => transport.GetOutputConnectorStatsAsync("p", "v", "c")),
        ("GET v0/pipelines/p/tables/t/connectors/c/completion_token", """{"token":"x"}""", transport => transport.GetCompletionTokenAsync("p", "t", "c")),
        ("GET v0/pipelines/p/query?sql=SELECT%201%20%2B%201&format=parquet", "PAR1",
            async transport => await (await transport.QueryStreamAsync("p", "SELECT 1 + 1", FelderaResultFormat.Parquet)).DisposeAsync()),
        ("GET v0/pipelines/p/query?sql=SELECT%201&format=arrow_ipc", "x",
            async transport => await (await transport.QueryStreamAsync("p", "SELECT 1", FelderaResultFormat.ArrowIpc)).DisposeAsync()),
        ("GET v0/config", "{}", transport => transport.GetConfigurationAsync()),
        ("GET v0/api_keys", "[]", transport => transport.ListApiKeysAsync()),
        ("DELETE v0/api_keys/a%20b", "", transport => transport.DeleteApiKeyAsync("a b")),
        ("GET v0/cluster/events", "[]", transport => transport.CallAsync(HttpMethod.Get, "v0/cluster/events")),
    ];

    [TestCaseSource(nameof(Cases))]
    public async Task A_method_takes_its_route(int number)
    {
        var (target, answer, call) = Routes[number];
        Server.On(target, answer, "application/json", 200);

        await call(Transport).Soon();

        Assert.That(Server.Targets, Is.EqualTo(new[] { target }));
    }

    [Test]
    public async Task A_call_of_ones_own_gives_whatever_comes()
    {
        Server.On("POST v0/a", "", null, 200).On("POST v0/b", "plain", "text/plain", 200).On("POST v0/c", "[1]", "application/json", 200);

        Assert.That((await Transport.CallAsync(HttpMethod.Post, "v0/a").Soon()).ValueKind, Is.EqualTo(JsonValueKind.Undefined));
        Assert.That((await Transport.CallAsync(HttpMethod.Post, "v0/b").Soon()).GetString(), Is.EqualTo("plain"));
        Assert.That((await Transport.CallAsync(HttpMethod.Post, "v0/c").Soon())[0].GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_support_bundle_says_what_is_wanted()
    {
        Server.On("GET v0/pipelines/p/support_bundle", "PK", "application/zip", 200);

        await (await Transport.GetSupportBundleAsync("p", new FelderaSupportBundleOptions { Collect = false, Limit = 2, Logs = false }).Soon()).DisposeAsync();

        Assert.That(Server.Targets[0], Does.Contain("collect=false&limit=2&").And.Contain("&logs=false&").And.Contain("&metrics=true&"));
    }

    private static IEnumerable<TestCaseData> Cases() => Routes.Select((route, number) => new TestCaseData(number) { TestName = $"Route {route.Target}" });
}
