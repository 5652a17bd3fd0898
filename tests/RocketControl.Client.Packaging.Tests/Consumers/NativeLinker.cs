namespace RocketControl.Client.Packaging.Tests.Consumers;

/// <summary>What links native programs: clang or gcc on Linux, and what comes with the platform elsewhere.</summary>
internal static class NativeLinker
{
    /// <summary>The settings that name it; the test is inconclusive where there is none.</summary>
    public static string[] Settings()
    {
        if (!OperatingSystem.IsLinux() || IsInstalled("clang"))
            return [];
        if (!IsInstalled("gcc"))
            Assert.Inconclusive("Neither clang nor gcc is installed, and native programs need one of them as their linker.");
        return ["-p:CppCompilerAndLinker=gcc"];
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
