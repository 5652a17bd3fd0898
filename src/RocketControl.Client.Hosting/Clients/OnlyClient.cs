using Microsoft.Extensions.DependencyInjection;

namespace RocketControl.Client.Hosting.Clients;

/// <summary>The client that is meant when none is named: the one without a name, or the only one.</summary>
internal static class OnlyClient
{
    /// <exception cref="InvalidOperationException">There are several, all with names.</exception>
    public static RunControlClient Of(IServiceProvider services) => services.GetRequiredKeyedService<RunControlClient>(NameOf(services, ""));

    /// <summary>The name of the registered client that is meant by a name, which may be empty.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name; or none is named, and there are several.</exception>
    public static string NameOf(IServiceProvider services, string name)
    {
        var names = services.GetServices<ClientRegistration>().Select(registration => registration.Name).Distinct().ToList();
        if (names.Contains(name))
            return name;
        if (names.Count == 0)
            throw new InvalidOperationException("There is no run control client at all. Add one with AddRunControlClient.");
        if (name.Length > 0)
            throw new InvalidOperationException($"There is no run control client '{name}', but {string.Join(", ", names)}.");
        return names.Count == 1 ? names[0] : throw new InvalidOperationException(
            $"There are {names.Count} run control clients: {string.Join(", ", names)}. "
            + $"Say which you mean, for example with [FromKeyedServices(\"{names[0]}\")].");
    }
}
