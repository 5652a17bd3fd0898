using System.Text.Json;
using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide.Restarts;

internal sealed class RestartTests : EmulatorTests
{
    [Test]
    public async Task A_restarted_run_has_its_token_and_the_new_pipeline()
    {
        var transport = NewTransport();
        var client = new RunControlClient(transport);
        var run = await client.UseAsync(Pipelines.Echo(setting: "old")).Soon();

        var restarted = await client.RestartAsync(run, Pipelines.Echo(setting: "new")).Soon();

        Assert.That(restarted, Is.EqualTo(run));
        Assert.That((await transport.GetPipelineAsync(run).Soon()).ToString(), Does.Contain("\"setting\":\"new\""));
        Assert.That((await client.SendAsync(run, "again").Soon()).Texts, Is.EqualTo(["again\n\n"]));
    }

    /// <summary>Both official clients send <c>*</c>, with which the server finds no task (RocketRide protocol §13.3).</summary>
    [Test]
    public async Task A_restart_names_the_run_by_its_token_and_not_by_a_star()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();

        await Client.RestartAsync(run.Id, Pipelines.Echo()).Soon();

        var request = Server.ReceivedRequests.Single(request => request.Command == "restart");
        using var arguments = JsonDocument.Parse(request.ArgumentsJson!);
        Assert.That(arguments.RootElement.GetProperty("token").GetString(), Is.EqualTo(run.Id));
    }

    [Test]
    public async Task A_terminated_run_that_is_restarted_takes_data_and_ends_as_a_new_one()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();
        await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        await Client.RestartAsync(run, Pipelines.Echo()).Soon();

        Assert.That((await Client.SendAsync(run, "back").Soon()).Texts, Is.EqualTo(["back\n\n"]));
        var end = await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();
        Assert.That((end.Outcome, end.FinalStatus?.State), Is.EqualTo((TerminateOutcome.Completed, (RunState?)RunState.Cancelled)));
    }

    [Test]
    public async Task A_restart_waits_for_the_sends_in_work()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();
        var close = Server.Faults.Tasks.HoldCloses();
        var send = Client.SendAsync(run, "in work");
        await Server.WaitForRequestAsync("rrext_process", "close").Soon();

        var restart = Client.RestartAsync(run, Pipelines.Echo());
        await Client.GetTaskStatusAsync(run).Soon();
        var sentTooEarly = CountRequests("restart");
        close.Release();

        Assert.That((await send.Soon()).Texts, Is.EqualTo(["in work\n\n"]));
        await restart.Soon();
        Assert.That((sentTooEarly, CountRequests("restart")), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_send_during_a_restart_fails_before_anything_is_sent()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();
        var reply = Server.Faults.On("restart").HoldReply();
        var restart = Client.RestartAsync(run, Pipelines.Echo());
        await Server.WaitForRequestAsync("restart").Soon();

        await Fails.With<RunNotRunningException>(() => Client.SendAsync(run, "too late"));

        Assert.That(CountRequests("rrext_process"), Is.Zero);
        reply.Release();
        await restart.Soon();
    }

    [Test]
    public async Task A_refused_restart_leaves_the_run_taking_data()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();
        Server.Faults.On("restart").Once().FailWith("Invalid components in pipeline");

        await Fails.With<PipelineInvalidException>(() => Client.RestartAsync(run, Pipelines.Echo()));

        Assert.That((await Client.SendAsync(run, "still here").Soon()).Texts, Is.EqualTo(["still here\n\n"]));
    }

    [Test]
    public async Task A_run_that_does_not_come_up_again_tells_so()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();

        await Fails.With<RunStartFailedException>(() => Client.RestartAsync(run, Pipelines.WithUnknownProvider()));

        var status = await Client.GetTaskStatusAsync(run).Soon();
        Assert.That(status.IsTerminal, Is.True, status.ToString());
    }

    [Test]
    public async Task An_unknown_run_cannot_be_restarted()
    {
        await Fails.With<RunNotFoundException>(() => Client.RestartAsync("tk_00000000000000000000000000000000", Pipelines.Echo()));
    }

    [Test]
    public async Task Over_HTTP_a_restart_is_refused_before_anything_is_sent()
    {
        var client = NewClient(ClientOptions with { Transport = RocketRideTransportMode.Http });

        await Fails.With<RunNotSupportedException>(() => client.RestartAsync("tk_1", Pipelines.Echo()));
        await Fails.With<RunNotSupportedException>(() => client.ListAsync());

        Assert.That(client.Capabilities.Supports(RunCapability.Restart), Is.False);
    }
}
