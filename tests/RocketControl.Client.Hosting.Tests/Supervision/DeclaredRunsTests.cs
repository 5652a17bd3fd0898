using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RocketControl.Client.Emulator;

namespace RocketControl.Client.Hosting.Tests.Supervision;

/// <summary>Runs that are declared in the configuration or in code, in a host.</summary>
[TestFixture]
internal sealed class DeclaredRunsTests
{
    private readonly HostScene _host = new();

    [TearDown]
    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Test]
    public async Task The_host_starts_runs_of_the_configuration_and_ends_its_own()
    {
        await using var server = await FelderaEmulator.StartAsync();
        using var sql = new SqlFile("CREATE TABLE t (x INT); CREATE VIEW v AS SELECT * FROM t;");
        _host.Set("Runs:orders", ("Client", "b"), ("Pipeline", "orders"), ("SqlFile", sql.Path), ("TerminateOnStop", "true"), ("TerminateMode", "Force"));
        _host.Services.AddRunControlClient("b", _ => new FelderaOptions { Endpoint = $"{server.Endpoint}" });
        _host.Services.AddRunSupervisor(_host.Configuration.GetSection("Runs"));
        var supervisor = _host.Provider.GetRequiredService<RunSupervisor>();
        await using var events = new EventReader(supervisor);

        await _host.Host.StartAsync().Soon();
        await events.UntilAsync(RunSupervisorEventKind.Started);
        await _host.Host.StopAsync().Soon();
        await events.UntilAsync(RunSupervisorEventKind.Terminated);

        Assert.That((await server.WaitForStatusAsync("orders", "Stopped").Soon()).Pipeline, Is.EqualTo("orders"));
    }

    [Test]
    public async Task The_host_starts_runs_of_VectorShift()
    {
        await using var server = await VectorShiftEmulator.StartAsync();
        _host.Set("Runs:bills", ("Pipeline", "endless"));
        _host.Services.AddRunControlClient(_ => new VectorShiftOptions { Endpoint = $"{server.Endpoint}", Credential = server.ApiKey });
        _host.Services.AddRunSupervisor(_host.Configuration.GetSection("Runs"));
        await using var events = new EventReader(_host.Provider.GetRequiredService<RunSupervisor>());

        await _host.Host.StartAsync().Soon();
        await events.UntilAsync(RunSupervisorEventKind.Started);

        Assert.That(server.Runs, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_pipeline_that_lives_already_is_taken_over_and_let_go_with_the_container()
    {
        await using var server = await FelderaEmulator.StartAsync();
        _host.Services.AddRunControlClient(_ => new FelderaOptions { Endpoint = $"{server.Endpoint}" });
        _host.Services.AddRunSupervisor();
        var pipeline = new FelderaPipeline("orders", "CREATE TABLE t (x INT); CREATE VIEW v AS SELECT * FROM t;");
        await _host.Provider.GetRequiredService<RunControlClient>().UseAsync(pipeline).Soon();
        var supervisor = _host.Provider.GetRequiredService<RunSupervisor>();
        await using var events = new EventReader(supervisor);

        supervisor.Add(new RunDeclaration { Name = "orders", Pipeline = pipeline });
        var taken = await events.UntilAsync(RunSupervisorEventKind.TakenOver);
        await _host.DisposeAsync();
        await events.UntilAsync(RunSupervisorEventKind.Released);

        Assert.That(taken.Run!.Id, Is.EqualTo("orders"));
        Assert.That(server.Transitions[^1].To, Is.EqualTo("Running"));
    }

    [Test]
    public async Task A_process_cannot_be_started_and_is_given_up_visibly()
    {
        await using var server = await ProcessManagerEmulator.StartAsync();
        _host.Services.AddRunControlClient(_ => new ProcessManagerOptions { Endpoint = $"{server.Endpoint}" });
        _host.Services.AddRunSupervisor(static options => options.Runs.Add(new RunDeclaration { Name = "worker", Pipeline = Samples.Echo }));
        await using var events = new EventReader(_host.Provider.GetRequiredService<RunSupervisor>());

        await _host.Host.StartAsync().Soon();

        Assert.That((await events.UntilAsync(RunSupervisorEventKind.GaveUp)).Cause, Is.TypeOf<RunNotSupportedException>());
    }

    [TestCase("Pipeline", "no-such.pipe", "Runs:orders:Pipeline: There is no pipeline file 'no-such.pipe'")]
    [TestCase("Pipeline", null, "Runs:orders:Pipeline field is required")]
    [TestCase("Client", "bills", "Runs:orders:Client: There is no run control client 'bills', but a.")]
    [TestCase("FirstDelay", "-00:00:01", "Runs:orders:FirstDelay must be a positive time")]
    [TestCase("MaxRestarts", "-1", "Runs:orders:MaxRestarts must be between 0 and")]
    [TestCase("Threads", "0", "Runs:orders:Threads must be between 1 and")]
    [TestCase("LongestDelay", "00:00:00.1", "Runs:orders:LongestDelay must not be shorter than FirstDelay")]
    [TestCase("TerminateMode", "Gently", "Runs:orders:TerminateMode")]
    [TestCase("Pipelines", "x", "Runs:orders:Pipelines is no setting that is known here")]
    public async Task A_bad_setting_is_named(string setting, string? value, string message)
    {
        using var pipeline = new SqlFile($"{Samples.Echo}");
        _host.Set("Runs:orders", ("Pipeline", pipeline.Path), (setting, value));
        _host.Services.AddRunControlClient("a", static _ => new RocketRideOptions());
        _host.Services.AddRunSupervisor(_host.Configuration.GetSection("Runs"));

        Assert.That((await _host.Host.StartAsync().FailureAsync<OptionsValidationException>()).Message, Does.Contain(message));
    }

    [Test]
    public async Task A_section_that_is_missing_is_named()
    {
        _host.Services.AddRunSupervisor(_host.Configuration.GetSection("Runs"));

        Assert.That((await _host.Host.StartAsync().FailureAsync<OptionsValidationException>()).Message, Does.Contain("There is no section Runs."));
    }

    [Test]
    public async Task Names_and_numbers_from_code_are_checked_as_well()
    {
        _host.Services.AddRunControlClient(static _ => new RocketRideOptions());
        _host.Services.AddRunSupervisor(static options =>
        {
            options.MaxConcurrentStarts = 0;
            options.Runs.Add(new RunDeclaration { Name = "orders", Pipeline = Samples.Echo });
            options.Runs.Add(new RunDeclaration { Name = "orders", Pipeline = Samples.Echo, Restart = new() { MaxRestarts = -1 } });
        });

        var message = (await _host.Host.StartAsync().FailureAsync<OptionsValidationException>()).Message;

        Assert.That(message, Does.Contain("MaxConcurrentStarts must be at least 1"));
        Assert.That(message, Does.Contain("2 runs called 'orders'").And.Contain("MaxRestarts must not be negative"));
    }

    private sealed class SqlFile : IDisposable
    {
        public SqlFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
