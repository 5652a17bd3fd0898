using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RocketControl.Client.Hosting.Clients;

/// <summary>The client that is meant when none is named: the one without a name, or the only one.</summary>
internal static class OnlyClient
{
    /// <exception cref="InvalidOperationException">There are several, all with names.</exception>
    public static RunControlClient Of(IServiceProvider services)
    {
        var names = services.GetServices<ClientRegistration>().Select(registration => registration.Name).Distinct().ToList();
        var name = names.Count == 1 ? names[0] : names.Find(name => name == Options.DefaultName) ?? throw new InvalidOperationException(
            $"There are {names.Count} run control clients: {string.Join(", ", names)}. Say which you mean, with [FromKeyedServices(\"{names[0]}\")].");
        return services.GetRequiredKeyedService<RunControlClient>(name);
    }
}
