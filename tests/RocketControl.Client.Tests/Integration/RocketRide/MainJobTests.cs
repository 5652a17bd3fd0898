using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.RocketRide;

[TestFixture]
internal sealed class MainJobTests : EmulatorTests
{
    private const string EchoFile =
        """
        {
          // A comment, and a comma too many: people write these files by hand.
          "components": [
            { "id": "webhook_1", "provider": "webhook", "config": { "mode": "Source", "type": "webhook" } },
            { "id": "response_1", "provider": "response", "config": { "lanes": [] }, "input": [{ "lane": "text", "from": "webhook_1" }] },
          ],
          "project_id": "e612b741-748c-4b35-a8b7-186797a8ea42"
        }
        """;

    [Test]
    public async Task A_pipeline_file_is_started_fed_looked_at_and_ended()
    {
        using var file = new TextFile("greeter.pipe", EchoFile);

        var run = await Client.UseAsync(PipelineDefinition.FromFile(file.Path)).Soon();
        var result = await Client.SendAsync(run, "Hello").Soon();
        var status = await Client.GetTaskStatusAsync(run).Soon();
        var end = await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(run.Id, Is.EqualTo("tk_1b4bbac062687abd2f25ecf1f535d7e2"));
            Assert.That(run.DisplayId, Is.EqualTo("1b4bbac0.webhook_1"));
            Assert.That(run.PublicToken, Is.EqualTo("pk_0f8ac5fd49d55285fe44f3881b0ee0a9"));
            Assert.That(run.ProjectId, Is.EqualTo("e612b741-748c-4b35-a8b7-186797a8ea42"));
            Assert.That(run.Source, Is.EqualTo("webhook_1"));
            Assert.That(run.Provider, Is.EqualTo("webhook"));
            Assert.That(result.Texts, Is.EqualTo(new[] { "Hello\n\n" }));
            Assert.That(result.ResultTypes, Is.EqualTo(new Dictionary<string, string> { ["text"] = "text" }));
            Assert.That(result.Raw.GetProperty("text")[0].GetString(), Is.EqualTo("Hello\n\n"));
            Assert.That(status.State, Is.EqualTo(RunState.Running));
            Assert.That(status.Raw.GetProperty("name").GetString(), Does.StartWith("greeter."));
            Assert.That(status.StartedAt, Is.Not.Null);
            Assert.That(status.EndedAt, Is.Null);
            Assert.That(end.Outcome, Is.EqualTo(TerminateOutcome.Completed));
            Assert.That(end.FinalStatus?.State, Is.EqualTo(RunState.Cancelled));
            Assert.That(end.FinalStatus?.EndedAt, Is.Not.Null);
        });
    }

    [Test]
    public async Task The_main_job_takes_one_connection_and_no_request_too_many()
    {
        var run = await StartRunAsync();
        await Client.SendAsync(run, "Hello").Soon();
        await Client.GetTaskStatusAsync(run).Soon();
        await Client.TerminateAsync(run).Soon();
        await Client.DisposeAsync().Soon();

        Assert.That(
            Server.ReceivedRequests.Select(request => $"{request.Command} {request.Subcommand}".TrimEnd()),
            Is.EqualTo(new[]
            {
                "auth", "execute", "rrext_process open", "rrext_process write", "rrext_process close", "rrext_get_task_status", "terminate", "deauth",
            }));
        Assert.That(Server.ReceivedRequests.Select(request => request.ConnectionId).Distinct(), Has.Exactly(1).Items);
    }

    [Test]
    public async Task The_status_counts_what_was_processed()
    {
        var run = await StartRunAsync();
        await Client.SendAsync(run, "one").Soon();
        await Client.SendAsync(run, "two").Soon();

        var counted = await FirstAsync(status => status.Processed == 2);

        Assert.That(counted.Total, Is.EqualTo(2));
        Assert.That(counted.FailedCount, Is.Zero);

        async Task<RunStatus> FirstAsync(Predicate<RunStatus> matches)
        {
            await foreach (var next in Client.WatchAsync(run).ConfigureAwait(false))
            {
                if (next is RunStatusChanged { Status: var status } && matches(status))
                    return status;
            }
            throw new AssertionException("The run ended before.");
        }
    }
}
