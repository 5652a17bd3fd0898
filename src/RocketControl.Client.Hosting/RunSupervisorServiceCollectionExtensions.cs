using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RocketControl.Client;
using RocketControl.Client.Hosting;
using RocketControl.Client.Hosting.Clients;
using RocketControl.Client.Hosting.Configuration;
using RocketControl.Client.Hosting.Supervision;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a <see cref="RunSupervisor"/>, which keeps runs running for as long as the host does.</summary>
public static class RunSupervisorServiceCollectionExtensions
{
    /// <summary>Registers the supervisor, with runs from code. May be called several times; each adds to the same supervisor.</summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="configure">Adds runs. Null (default): none, until they are added to the supervisor itself.</param>
    public static IServiceCollection AddRunSupervisor(this IServiceCollection services, Action<RunSupervisorOptions>? configure = null) =>
        services.AddSupervisor((options, _) => configure?.Invoke(options));

    /// <summary>
    /// Registers the supervisor, with runs from a section of the configuration. The host does not start when a setting is not acceptable. May be called several
    /// times; each adds to the same supervisor.
    /// </summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="section">
    /// One section for each run, called by its name: <c>Client</c>, and <c>Pipeline</c>, which is for RocketRide the path of a file, for Feldera the name of a pipeline
    /// (with <c>SqlFile</c> if it is to be created), for VectorShift the id of a pipeline. Optional: <c>Token</c>, <c>Source</c>, <c>Threads</c> and <c>TimeToLive</c>
    /// as in <see cref="UseOptions"/>; <c>FirstDelay</c>, <c>LongestDelay</c>, <c>StableAfter</c>, <c>MaxRestarts</c> and <c>AfterCompletion</c> as in
    /// <see cref="RunRestartOptions"/>; <c>TerminateMode</c>, <c>TerminateOnStop</c>.
    /// </param>
    public static IServiceCollection AddRunSupervisor(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.AddSupervisor((options, provider) =>
        {
            foreach (var run in RunSection.ReadAll(section, name => HostedClient.Of(provider, OnlyClient.NameOf(provider, name)).Options.Backend))
                options.Runs.Add(run);
        });
    }

    private static IServiceCollection AddSupervisor(this IServiceCollection services, Action<RunSupervisorOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptionsWithValidateOnStart<RunSupervisorOptions>().Configure<IServiceProvider>(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RunSupervisorOptions>, SupervisorOptionsValidator>());
        services.TryAddSingleton(static provider => new RunSupervisor(
            provider.GetRequiredService<IOptions<RunSupervisorOptions>>().Value,
            name => provider.GetRequiredKeyedService<RunControlClient>(OnlyClient.NameOf(provider, name)),
            new SupervisorJournal(provider.GetRequiredService<ILogger<RunSupervisor>>()),
            Random.Shared.NextDouble,
            provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RunSupervisorService>());
        return services;
    }
}
