@echo off
rem Starts Loupe: the workbench, or a command (loupe --help).
setlocal
set "home=%~dp0."
set "java=%home%\jre\bin\java.exe"
if not exist "%java%" if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not exist "%java%" for %%j in (java.exe) do set "java=%%~$PATH:j"
if not exist "%java%" (
  echo loupe: found no Java; install JDK 17 or newer, or let JAVA_HOME name one 1>&2
  exit /b 4
)
set "major=0"
for /f "tokens=3" %%v in ('""%java%" -version 2^>^&1 ^| findstr /c:" version ""') do for /f "tokens=1 delims=." %%m in ("%%~v") do set "major=%%m"
if %major% LSS 17 (
  echo loupe: found Java %major% at "%java%", expected 17 or newer; let JAVA_HOME name one 1>&2
  exit /b 4
)
set "native="
if %major% GEQ 22 set "native=--enable-native-access=ALL-UNNAMED"
rem cuDNN would round the inputs of recurrent layers to TF32, after which gradients are wrong in the third digit.
if not defined NVIDIA_TF32_OVERRIDE set "NVIDIA_TF32_OVERRIDE=0"
rem The optimising compiler takes half of the processor time of a start; what runs long is still optimised.
set "compiler=-XX:+IgnoreUnrecognizedVMOptions -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000"
"%java%" %native% %compiler% -Djava.awt.headless=true "-Dloupe.home=%home%" -cp "%home%\lib\*" org.loupe.launcher.Main %*
exit /b %errorlevel%
