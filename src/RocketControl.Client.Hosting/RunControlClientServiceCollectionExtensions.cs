using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RocketControl.Client;
using RocketControl.Client.Hosting;
using RocketControl.Client.Hosting.Clients;
using RocketControl.Client.Hosting.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients that control runs.</summary>
public static class RunControlClientServiceCollectionExtensions
{
    /// <summary>Registers the client without a name, which is resolved as <see cref="RunControlClient"/>, from a section of the configuration.</summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="section">See <see cref="AddRunControlClient(IServiceCollection, string, IConfigurationSection)"/>.</param>
    public static RunControlClientBuilder AddRunControlClient(this IServiceCollection services, IConfigurationSection section) =>
        services.AddRunControlClient(Options.Options.DefaultName, section);

    /// <summary>
    /// Registers a client from a section of the configuration. It is a singleton, keyed by its name, and also resolved without a key when there is no other. The section
    /// is read when the client is first needed, at the latest when the host starts, which fails when a setting is not acceptable.
    /// </summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="section">
    /// <c>System</c> is <c>RocketRide</c>, <c>Feldera</c>, <c>VectorShift</c> or <c>Processes</c>; all else is named as the options of that system are, for example
    /// <c>Endpoint</c>, <c>Credential</c> and <c>CallTimeout</c> (<c>00:00:30</c>), and may be left out where they have a default.
    /// </param>
    public static RunControlClientBuilder AddRunControlClient(this IServiceCollection services, string name, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.AddClient(new ClientRegistration(name, section.Path), _ => ClientSection.Read(section));
    }

    /// <summary>Registers the client without a name, which is resolved as <see cref="RunControlClient"/>, with options from code.</summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="create">See <see cref="AddRunControlClient(IServiceCollection, string, Func{IServiceProvider, RunTransportOptions})"/>.</param>
    public static RunControlClientBuilder AddRunControlClient(this IServiceCollection services, Func<IServiceProvider, RunTransportOptions> create) =>
        services.AddRunControlClient(Options.Options.DefaultName, create);

    /// <summary>
    /// Registers a client with options from code. It is a singleton, keyed by its name, and also resolved without a key when there is no other. The host does not start
    /// when an option is not acceptable.
    /// </summary>
    /// <param name="services">Where to register it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="create">
    /// Gives the options of the system: <see cref="RocketRideOptions"/>, <see cref="FelderaOptions"/>, <see cref="VectorShiftOptions"/> or
    /// <see cref="ProcessManagerOptions"/>.
    /// </param>
    public static RunControlClientBuilder AddRunControlClient(
        this IServiceCollection services, string name, Func<IServiceProvider, RunTransportOptions> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return services.AddClient(new ClientRegistration(name, SectionPath: null), create);
    }

    private static RunControlClientBuilder AddClient(
        this IServiceCollection services, ClientRegistration registration, Func<IServiceProvider, RunTransportOptions> create)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(registration.Name);
        var name = registration.Name;
        services.AddSingleton(registration);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RunControlClientOptions>, ClientOptionsValidator>());
        services.AddOptionsWithValidateOnStart<RunControlClientOptions>(name)
            .Configure<IServiceProvider>((options, provider) => options.Transport = create(provider));

        var http = services.AddHttpClient(registration.HttpName)
            .ConfigurePrimaryHttpMessageHandler(provider => HostedClient.Of(provider, name).Options.CreateHttpHandler())
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // The primary handler renews its connections itself.
            .RemoveAllLoggers();

        services.TryAddKeyedSingleton(name, (provider, _) => new HostedClient(registration, provider));
        services.TryAddKeyedSingleton(name, (provider, _) => HostedClient.Of(provider, name).CreateClient());
        services.TryAddSingleton(static provider => OnlyClient.Of(provider));
        return new RunControlClientBuilder(services, name, http);
    }
}
