using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RocketControl.Client;
using RocketControl.Client.Emulator;
using WorkerService;

Console.OutputEncoding = Encoding.UTF8;
try
{
    var arguments = WorkerArguments.Parse(args);
    if (arguments.Help)
    {
        Console.WriteLine(WorkerArguments.Usage);
        return 0;
    }
    await RunAsync(arguments);
    return 0;
}
catch (FormatException exception)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 2;
}
catch (Exception exception) when (exception is RunControlException or OptionsValidationException)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 1;
}

static async Task RunAsync(WorkerArguments arguments)
{
    await using var embedded = arguments.Endpoint is null ? await RocketRideEmulator.StartAsync() : null;
    var endpoint = arguments.Endpoint ?? embedded!.Endpoint.ToString();
    Screen.Print("server", embedded is null ? endpoint : $"{endpoint} (embedded)");

    var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
    builder.Configuration["RunControl:Orders:Endpoint"] = endpoint;
    builder.Configuration["RunControl:Runs:orders:Pipeline"] = Path.Combine(AppContext.BaseDirectory, "orders.pipe");

    builder.Services.AddRunControlClient("orders", builder.Configuration.GetSection("RunControl:Orders"))
        .WithCredential((_, _) => ValueTask.FromResult(embedded?.ApiKey ?? Environment.GetEnvironmentVariable("ROCKETRIDE_APIKEY") ?? ""));
    builder.Services.AddHealthChecks().AddRunControlClient("orders").AddRunSupervisor();
    builder.Services.AddHostedService<SupervisorScreen>();
    builder.Services.AddRunSupervisor(builder.Configuration.GetSection("RunControl:Runs"));
    builder.Services.AddHostedService<OrderFeeder>();
    if (embedded is not null)
        builder.Services.AddSingleton(embedded).AddHostedService<Saboteur>();

    using var host = builder.Build();
    var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
    using var end = new Timer(_ => lifetime.StopApplication());
    lifetime.ApplicationStarted.Register(() => end.Change(arguments.For, Timeout.InfiniteTimeSpan));
    await host.RunAsync();
    Screen.Print("host", "stopped");
}
