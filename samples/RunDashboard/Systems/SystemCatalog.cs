namespace RunDashboard.Systems;

/// <summary>Opens the systems that the command line asks for.</summary>
internal static class SystemCatalog
{
    public static async Task<IReadOnlyList<ControlledSystem>> OpenAsync(DashboardArguments arguments, CancellationToken cancellationToken)
    {
        SystemName[] names = arguments.System is { } only ? [only] : Enum.GetValues<SystemName>();
        var systems = new List<ControlledSystem>(names.Length);
        try
        {
            foreach (var name in names)
                systems.Add(await OpenAsync(name, arguments, cancellationToken));
            return systems;
        }
        catch
        {
            foreach (var system in systems)
                await system.DisposeAsync();
            throw;
        }
    }

    private static Task<ControlledSystem> OpenAsync(SystemName name, DashboardArguments arguments, CancellationToken cancellationToken) => name switch
    {
        SystemName.RocketRide => RocketRideSystem.OpenAsync(arguments, cancellationToken),
        SystemName.Feldera => FelderaSystem.OpenAsync(arguments, cancellationToken),
        SystemName.VectorShift => VectorShiftSystem.OpenAsync(arguments, cancellationToken),
        _ => ProcessSystem.OpenAsync(arguments, cancellationToken),
    };
}
