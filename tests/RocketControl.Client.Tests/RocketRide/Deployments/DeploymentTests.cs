using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide.Deployments;

namespace RocketControl.Client.Tests.RocketRide.Deployments;

internal sealed class DeploymentTests : TransportTests
{
    private RocketRideDeployments Deployments => Transport.Deployments;

    [Test]
    public async Task A_pipeline_is_deployed_with_a_schedule()
    {
        var deployment = await Deployments.AddAsync(Pipelines.Echo(setting: "kept"), "@daily").Soon();

        Assert.That(
            (deployment.ProjectId, deployment.Schedule, deployment.State, deployment.RawState, deployment.CreatedBy),
            Is.EqualTo(("project", "@daily", DeploymentState.Active, "active", "local")));
        Assert.That(deployment.Pipeline!.ToString(), Is.EqualTo(Pipelines.Echo(setting: "kept").ToString()));
        Assert.That((deployment.CreatedAt is null, deployment.UpdatedAt is null), Is.EqualTo((false, false)));
    }

    /// <summary>The server refuses a schedule that is null.</summary>
    [Test]
    public async Task A_schedule_that_is_not_given_is_left_out_and_manual()
    {
        var deployment = await Deployments.AddAsync(Pipelines.Echo()).Soon();

        Assert.That(deployment.Schedule, Is.EqualTo("manual"));
        Assert.That(Server.ReceivedRequests.Single(request => request.Command == "rrext_deploy_add").ArgumentsJson, Does.Not.Contain("schedule"));
    }

    [Test]
    public async Task A_project_has_one_deployment_only()
    {
        await Deployments.AddAsync(Pipelines.Echo()).Soon();

        var failure = await Deployments.AddAsync(Pipelines.Echo()).FailsWith<RunConflictException>();

        Assert.That((failure.Kind, failure.Operation), Is.EqualTo((RunControlErrorKind.Conflict, RunOperation.Deploy)));
    }

    [TestCase("whenever")]
    [TestCase("")]
    [TestCase("* * *")]
    public async Task A_schedule_that_is_none_is_an_invalid_argument(string schedule)
    {
        await Deployments.AddAsync(Pipelines.Echo(), schedule).FailsWith<RunInvalidArgumentException>();
        await Deployments.AddAsync(Pipelines.Echo()).Soon();
        await Deployments.UpdateAsync("project", schedule: schedule).FailsWith<RunInvalidArgumentException>();

        Assert.That((await Deployments.GetAsync("project").Soon())!.Schedule, Is.EqualTo("manual"));
    }

    [Test]
    public async Task A_pipeline_without_a_project_is_an_invalid_argument() =>
        await Deployments.AddAsync(PipelineDefinition.FromJson("""{"components":[{"id":"a","provider":"webhook"}]}""")).FailsWith<RunInvalidArgumentException>();

    [Test]
    public async Task Deployments_are_listed_and_removed()
    {
        await Deployments.AddAsync(Pipelines.Echo("a")).Soon();
        await Deployments.AddAsync(Pipelines.Echo("b")).Soon();

        await Deployments.RemoveAsync("a").Soon();

        Assert.That((await Deployments.ListAsync().Soon()).Select(deployment => deployment.ProjectId), Is.EqualTo(["b"]));
    }

    [Test]
    public async Task What_was_not_deployed_is_null_to_look_up_and_not_found_to_change()
    {
        Assert.That(await Deployments.GetAsync("project").Soon(), Is.Null);

        await Deployments.RemoveAsync("project").FailsWith<RunNotFoundException>();
        await Deployments.UpdateAsync("project", schedule: "@daily").FailsWith<RunNotFoundException>();
    }

    [Test]
    public async Task An_update_changes_what_it_names_and_nothing_else()
    {
        await Deployments.AddAsync(Pipelines.Echo(setting: "old"), "@daily").Soon();

        await Deployments.UpdateAsync("project", Pipelines.Echo("another", setting: "new")).Soon();
        var changed = await Deployments.GetAsync("project").Soon();

        Assert.That((changed!.ProjectId, changed.Schedule), Is.EqualTo(("project", "@daily")));
        Assert.That(changed.Pipeline!.ToString(), Does.Contain("new"));
        await Deployments.UpdateAsync("project", schedule: "@hourly").Soon();
        Assert.That((await Deployments.GetAsync("project").Soon())!.Schedule, Is.EqualTo("@hourly"));
        Assert.That(
            Server.ReceivedRequests.Where(request => request.Command == "rrext_deploy_update").Select(request => request.ArgumentsJson), Has.None.Contains("null"));
    }

    [Test]
    public async Task A_deployment_whose_answer_was_lost_is_not_made_again()
    {
        Server.Faults.On("rrext_deploy_add").Once().DropAfterExecuting();

        var failure = await Deployments.AddAsync(Pipelines.Echo()).FailsWith<RunConnectionLostException>();

        Assert.That(failure.OutcomeUnknown);
        Assert.That(CountRequests("rrext_deploy_add"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_list_that_is_none_is_a_breach_of_the_protocol()
    {
        Server.Faults.On("rrext_deploy_list").OmitFromReply("body");

        await Deployments.ListAsync().FailsWith<RunProtocolException>();
    }

    [Test]
    public async Task A_record_full_of_what_nobody_knows_is_read_as_far_as_it_goes()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var asking = scene.Transport.Deployments.ListAsync();
        await peer.AnswerNextAsync(
            "rrext_deploy_list",
            """{"deployments":[{"pipeline":{"project_id":"p"},"schedule":7,"state":"dancing","created_at":"now"},{"state":"paused"},{"state":"errored"},7]}""");

        var deployments = await asking.Soon();

        Assert.That(
            deployments.Select(deployment => (deployment.ProjectId, deployment.State, deployment.RawState)),
            Is.EqualTo(new (string?, DeploymentState, string)[]
            {
                ("p", DeploymentState.Unknown, "dancing"), (null, DeploymentState.Paused, "paused"), (null, DeploymentState.Errored, "errored"),
                (null, DeploymentState.Unknown, ""),
            }));
        Assert.That(deployments.Select(deployment => deployment.Pipeline), Has.All.Null);
    }
}
