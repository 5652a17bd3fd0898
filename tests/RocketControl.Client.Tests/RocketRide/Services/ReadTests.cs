using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide.Services;

internal sealed class ReadTests : TransportTests
{
    [Test]
    public async Task A_run_is_found_by_its_project_and_source()
    {
        var run = await Client.UseAsync(Pipelines.Echo("project")).Soon();

        var found = await Transport.FindAsync("project", Pipelines.Source).Soon();

        Assert.That((found?.Id, found?.DisplayId), Is.EqualTo((run.Id, run.DisplayId)));
    }

    [Test]
    public async Task A_run_that_is_not_there_is_not_found()
    {
        Assert.That(await Transport.FindAsync("no such project", Pipelines.Source).Soon(), Is.Null);
    }

    [Test]
    public async Task The_pipeline_of_a_run_comes_back_with_its_placeholders()
    {
        var run = await Client.UseAsync(Pipelines.Echo(setting: "${ROCKETRIDE_SETTING}")).Soon();

        var pipeline = await Transport.GetPipelineAsync(run).Soon();

        Assert.That((pipeline.ProjectId, pipeline.Source), Is.EqualTo(("project", Pipelines.Source)));
        Assert.That(pipeline.ToString(), Does.Contain("${ROCKETRIDE_SETTING}"));
    }

    [Test]
    public async Task The_pipeline_of_an_unknown_run_is_not_found()
    {
        await Fails.With<RunNotFoundException>(() => Transport.GetPipelineAsync("tk_00000000000000000000000000000000"));
    }

    [Test]
    public async Task The_dashboard_shows_this_connection_and_the_runs()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();

        var dashboard = await Transport.GetDashboardAsync().Soon();

        Assert.That((dashboard.TotalConnections, dashboard.ActiveTasks), Is.EqualTo((2, 1)));
        Assert.That(dashboard.Connections.Select(connection => (connection.IsAuthenticated, connection.ClientName)),
            Is.All.EqualTo((true, "RocketControl.Client")));
        var task = dashboard.Tasks.Single();
        Assert.That((task.DisplayId, task.ProjectId, task.Source, task.Provider, task.RawState), Is.EqualTo((run.DisplayId, "project", "webhook_1", "webhook", 3)));
        Assert.That((task.IsCompleted, task.EndedAt, task.TimeToLive), Is.EqualTo((false, (DateTimeOffset?)null, (TimeSpan?)TimeSpan.FromMinutes(15))));
    }

    [Test]
    public async Task A_read_whose_answer_was_lost_is_asked_again()
    {
        Server.Faults.On("rrext_dashboard").Once().DropAfterExecuting();

        await Transport.GetDashboardAsync().Soon();

        Assert.That(CountRequests("rrext_dashboard"), Is.EqualTo(2));
    }

    [TestCase("rrext_get_pipeline")]
    [TestCase("rrext_services")]
    [TestCase("rrext_dashboard")]
    public async Task An_answer_without_a_body_is_a_breach_of_the_protocol(string command)
    {
        Server.Faults.On(command).OmitFromReply("body");
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();

        await Fails.With<RunProtocolException>(() => command switch
        {
            "rrext_get_pipeline" => Transport.GetPipelineAsync(run),
            "rrext_services" => Transport.GetServicesAsync(),
            _ => Transport.GetDashboardAsync(),
        });
    }
}
